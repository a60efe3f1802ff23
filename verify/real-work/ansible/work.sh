ansible-playbook --syntax-check -i inventory site.yml
ansible-playbook -i inventory site.yml
ansible-playbook -i inventory site.yml | grep changed=0
ansible-galaxy collection init example.tools --init-path collections
ansible-galaxy collection build collections/example/tools
ansible-galaxy collection install --offline example-tools-1.0.0.tar.gz
ansible -i inventory web -m ansible.builtin.command -a id
