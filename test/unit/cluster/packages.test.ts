import { expect } from 'chai';
import { missingPackages } from '../../cluster/host/packages.ts';

describe('missingPackages()', () => {
  it('counts only what is installed, with or without an architecture', () => {
    const listed = 'ii runc\nii libc6:amd64\nun ipset\nrc containerd\n';
    expect(missingPackages(listed, ['runc', 'libc6', 'ipset', 'containerd', 'etcd-server'])).to.deep.equal(['ipset', 'containerd', 'etcd-server']);
  });
});
